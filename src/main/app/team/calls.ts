import type { Desk } from '../../core/port/desk.js';

/** What another desk may ask of the one that leads, besides acts: questions, which may be put twice. */
export const QUESTIONS = [
  'alert',
  'alerts',
  'target',
  'objectives',
  'objective',
  'business',
  'performance',
  'infrastructure',
  'quality',
  'baselines',
  'baseline',
  'explain',
  'readNow',
  'preview',
  'scenario',
  'tryChannel',
  'checkChannel',
  'drills',
  'past',
  'pastDay',
  'deploys',
  'handover',
  'report',
  'calendar',
  'serviceLevels',
] as const satisfies readonly (keyof Desk)[];

export type Question = (typeof QUESTIONS)[number];

export const isQuestion = (call: string): call is Question => (QUESTIONS as readonly string[]).includes(call);
