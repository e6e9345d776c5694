/** How a browser ended, or did not even begin. */
export interface BrowserEnd {
  /** `ended by itself (code 1)`, `cannot be started (EACCES)`. */
  readonly how: string;
  /** The last of what it wrote on its standard error. */
  readonly said: string;
}

/** Letters of it that are enough to find why it ended, be there a trace of its stack after that. */
export const MOST_SAID = 16_384;

export const exited = (code: number | null, signal: string | null, said: string): BrowserEnd => ({
  how: `ended by itself (${signal ?? `code ${code}`})`,
  said,
});

export const unstarted = (error: NodeJS.ErrnoException): BrowserEnd => ({
  how: `cannot be started (${error.code ?? error.message})`,
  said: '',
});

/** Why no page could be opened in it, in its own words, and what to do. `setting`: what allows pages to be loaded without a sandbox. */
export const whyNotUp = (program: string, end: BrowserEnd, setting: string): string =>
  `The browser ${program} ${inItsWords(end)}. ${remedyFor(program, end, setting)}`;

/** `ended by itself (SIGTRAP): “Socket path too long”`. */
export const inItsWords = ({ how, said }: BrowserEnd): string => {
  const words = lastWords(said);
  return words === null ? how : `${how}: “${words}”`;
};

export const lacksSandbox = ({ said }: BrowserEnd): boolean =>
  said.split(/\r?\n/).some((line) => NO_SANDBOX.test(line) && !HAS_SANDBOX.test(line));

/** Said of a sandbox that works, by a helper that enters it late. */
const HAS_SANDBOX = /called with multiple threads/;

const NO_SANDBOX = /no usable sandbox|sandbox_linux|SUID sandbox|credentials\.cc|without --no-sandbox/i;

const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [/error while loading shared libraries/, 'Install the libraries that it needs.'],
  [/socket path too long/i, 'Let TMPDIR name a folder with a shorter path, such as /tmp.'],
  [/No space left on device/, 'Make room on the disk of the folder for temporary files (TMPDIR), and in /dev/shm.'],
  [
    /Read-only file system|Permission denied/,
    'Let this account write into the folder for temporary files (TMPDIR), and into /dev/shm.',
  ],
];

const remedyFor = (program: string, end: BrowserEnd, setting: string): string => {
  if (lacksSandbox(end)) {
    return `This system does not let it build its sandbox, so no page is loaded. Allow user namespaces, or set ${setting} where only pages of your own are loaded.`;
  }
  const known = REMEDIES.find(([pattern]) => pattern.test(end.said))?.[1];
  return known ?? `See what it says when this account starts it by hand: ${program} --headless=new --dump-dom about:blank`;
};

/** `[4914:4914:1127/222909.275944:FATAL:chrome/browser/process_singleton_posix.cc:315] Socket path too long` */
const ENTRY = /^\[[\d:]*\d{4}\/\d{6}\.\d+:(?<level>[A-Z]+)\d*:(?<place>[^\]]+)\]\s*(?<text>.*)$/;

/** What it says of its surroundings wherever it runs, and what its helpers say because it has ended. */
const BESIDE_THE_POINT = /^(dbus|gpu|ui\/gl|media\/gpu|google_apis\/gcm|third_party\/crashpad|content\/(common\/)?zygote)\b/;

/** Traces of its stack, and the address at which it takes orders: whoever knows that may drive it. */
const NO_WORDS = /^(#\d+ |\[end of stack|\s*r?\w{1,3}: [0-9a-f]{16}|Received signal|DevTools listening)/;

const MOST_WORDS = 300;

/** What most likely says why it ended, without what could be a secret; null where it said nothing of the kind. */
const lastWords = (said: string): string | null => {
  const lines = said.split(/\r?\n/).filter((line) => line.trim() !== '' && !NO_WORDS.test(line));
  const entries = lines.flatMap((line) => {
    const { level, place, text } = ENTRY.exec(line)?.groups ?? { level: '', place: '', text: line };
    return BESIDE_THE_POINT.test(place ?? '') ? [] : [{ level, text: text?.trim() ?? '' }];
  });
  const found = ['FATAL', 'ERROR', '']
    .map((sought) => entries.findLast(({ level }) => level === sought))
    .find((entry) => entry);
  return found === undefined ? null : withoutCredentials(found.text).slice(0, MOST_WORDS);
};

/** A proxy's password stands in its address, a page's secrets in its query. */
const withoutCredentials = (text: string): string =>
  text.replaceAll(/(\w+:\/\/)[^\s/@]*@/g, '$1…@').replaceAll(/(\w+:\/\/[^\s?#]*)[?#]\S*/g, '$1');
