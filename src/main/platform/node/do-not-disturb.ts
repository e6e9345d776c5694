import { execFile } from 'node:child_process';
import type { AskDoNotDisturb } from '../../core/port/do-not-disturb.js';

export interface DoNotDisturbParts {
  /** `process.platform`. */
  readonly platform: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Asks the system, each time anew, whether it keeps pop-ups to itself. Never rejects. */
export const createDoNotDisturb = ({ platform, environment }: DoNotDisturbParts): AskDoNotDisturb => {
  const system = SILENT_SYSTEMS[platform];
  if (platform === 'linux') return () => asked(questionsFor(environment));
  return async () => ({ kind: 'unknown', text: `${system ?? 'this system'} gives programs no documented way to ask` });
};

/** Neither has a documented interface for it, and the packages that read undocumented ones are not kept up. */
const SILENT_SYSTEMS: Readonly<Record<string, string>> = { darwin: 'macOS', win32: 'Windows' };

interface Question {
  /** Who keeps pop-ups back, in words. */
  readonly who: string;
  readonly program: string;
  readonly args: readonly string[];
  /** What the program prints where pop-ups are kept back, and where they are not. */
  readonly on: RegExp;
  readonly off: RegExp;
}

const property = (name: 'org.freedesktop.Notifications' | 'org.dunstproject.cmd0', key: string): readonly string[] => [
  ...['call', '--session', '--timeout', '2', '--dest', 'org.freedesktop.Notifications'],
  ...['--object-path', '/org/freedesktop/Notifications', '--method', 'org.freedesktop.DBus.Properties.Get', name, key],
];

const TRUE = /\(<true>,\)/;
const FALSE = /\(<false>,\)/;

/** The property that KDE Plasma added to the notifications' interface, and others took over. */
const INHIBITED: Question = {
  who: 'the desktop holds notifications back',
  program: 'gdbus',
  args: property('org.freedesktop.Notifications', 'Inhibited'),
  on: TRUE,
  off: FALSE,
};

/** dunst's own: `dunstctl set-paused true` sets it. */
const DUNST: Question = {
  who: 'dunst is paused',
  program: 'gdbus',
  args: property('org.dunstproject.cmd0', 'paused'),
  on: TRUE,
  off: FALSE,
};

const GNOME: Question = {
  who: 'GNOME shows no banners',
  program: 'gsettings',
  args: ['get', 'org.gnome.desktop.notifications', 'show-banners'],
  on: /^false/,
  off: /^true/,
};

const XFCE: Question = {
  who: 'Xfce shows no notifications',
  program: 'xfconf-query',
  args: ['--channel', 'xfce4-notifyd', '--property', '/do-not-disturb'],
  on: /^true/,
  off: /^false/,
};

/** What a desktop's settings say counts only on that desktop: they outlive it. */
const questionsFor = ({ XDG_CURRENT_DESKTOP: desktop = '' }: DoNotDisturbParts['environment']): readonly Question[] => [
  INHIBITED,
  DUNST,
  ...(/GNOME|Unity/i.test(desktop) ? [GNOME] : []),
  ...(/XFCE/i.test(desktop) ? [XFCE] : []),
];

/** `on` where anybody holds back; `off` where somebody answered and nobody does. */
const asked = async (questions: readonly Question[]): ReturnType<AskDoNotDisturb> => {
  const answers = await Promise.all(questions.map(async (question) => [question, await printedBy(question)] as const));
  const keeper = answers.find(([{ on }, said]) => on.test(said));
  if (keeper !== undefined) return { kind: 'on', text: keeper[0].who };
  return answers.some(([{ off }, said]) => off.test(said))
    ? { kind: 'off' }
    : { kind: 'unknown', text: 'this desktop’s notification service does not say' };
};

/** In milliseconds: a service that hangs is one that does not say. */
const ANSWER_LIMIT = 3_000;

const printedBy = ({ program, args }: Question): Promise<string> =>
  new Promise((resolve) => {
    execFile(program, [...args], { timeout: ANSWER_LIMIT }, (error, out) => resolve(error === null ? out.trim() : ''));
  });
