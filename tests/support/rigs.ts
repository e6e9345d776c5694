import { afterEach } from 'vitest';
import { createRig, type Rig, type RigOptions } from './engine.js';

export interface Rigs {
  rigOf(options?: RigOptions): Promise<Rig>;
  /** Those whose engines run: one that a test stops itself is to be taken out, one that it makes itself may be put in. */
  readonly running: Rig[];
}

/** Makes rigs whose engines end with the test that made them. To be called once in a file, before its tests. */
export const rigsOfEachTest = (): Rigs => {
  const running: Rig[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map((rig) => rig.engine.stop()));
  });
  return {
    running,
    rigOf: async (options) => {
      const rig = await createRig(options);
      running.push(rig);
      return rig;
    },
  };
};
