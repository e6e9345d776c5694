import type { Walls } from '../../../driver/chromium/sandbox.js';

/** Features that would ask servers of others, or offer something to a person who is not there. */
const NO_FEATURES = [
  'Translate',
  'OptimizationHints',
  'MediaRouter',
  'DialMediaRouteProvider',
  'InterestFeedContentSuggestions',
  'CertificateTransparencyComponentUpdater',
  'AutofillServerCommunication',
  'NetworkTimeServiceQuerying',
  'GlobalMediaControls',
  'Prerender2',
];

const FLAGS = [
  '--headless=new',
  '--remote-debugging-pipe',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-pings',
  '--no-service-autorun',
  '--disable-background-networking',
  '--disable-breakpad',
  '--disable-client-side-phishing-detection',
  '--disable-component-extensions-with-background-pages',
  '--disable-component-update',
  '--disable-crash-reporter',
  '--disable-default-apps',
  // Containers give shared memory of 64 MB, in which larger pages crash.
  '--disable-dev-shm-usage',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-notifications',
  '--disable-sync',
  '--deny-permission-prompts',
  '--block-new-web-contents',
  // A window behind nothing must not be slowed as one that nobody looks at.
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--hide-scrollbars',
  '--mute-audio',
  '--metrics-recording-only',
  '--password-store=basic',
  '--use-mock-keychain',
  // A page that fills its memory crashes itself, not the machine.
  '--js-flags=--max-old-space-size=512',
  `--disable-features=${NO_FEATURES.join(',')}`,
];

export const flagsOf = (profile: string, walls: Walls): readonly string[] => [
  ...FLAGS,
  `--user-data-dir=${profile}`,
  ...(walls === 'unsandboxed' ? ['--no-sandbox'] : []),
  'about:blank',
];
