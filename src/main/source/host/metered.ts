import { execFile } from 'node:child_process';
import type { Network } from '../../core/observe/strain.js';

/** Asks a program; null where it is absent, fails, or takes too long. */
export type AskProgram = (program: string, given: readonly string[]) => Promise<string | null>;

const LONGEST = 1_500;

const askProgram: AskProgram = (program, given) =>
  new Promise((resolve) => {
    execFile(program, [...given], { timeout: LONGEST }, (error, said) => resolve(error === null ? said : null));
  });

const NETWORK_MANAGER = 'org.freedesktop.NetworkManager';
const QUESTION = [
  '--system',
  '--auto-start=no',
  'get-property',
  NETWORK_MANAGER,
  '/org/freedesktop/NetworkManager',
  NETWORK_MANAGER,
];

/** NetworkManager's `NMMetered`: 0 unknown, 1 yes, 2 no, 3 and 4 guessed yes and no. */
const OF_NUMBER: Readonly<Record<string, Network>> = { '1': 'metered', '2': 'unmetered', '3': 'metered', '4': 'unmetered' };

/** Whether this machine pays for what it loads, as NetworkManager of Linux says; null where nobody says. */
export const readNetwork = async (ask: AskProgram = askProgram, platform = process.platform): Promise<Network | null> => {
  if (platform !== 'linux') return null;
  const said = await ask('busctl', [...QUESTION, 'Metered']);
  return OF_NUMBER[/^u (\d)\s*$/.exec(said ?? '')?.[1] ?? ''] ?? null;
};
