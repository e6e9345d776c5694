import { describe, expect, it } from 'vitest';
import { configOf, createRig, NINE_O_CLOCK } from '../../../../tests/support/engine.js';
import { createFakeClock } from '../../../../tests/support/fake-clock.js';
import { after, minutes, seconds } from '../../core/time/instant.js';
import { partRecorded } from '../../core/view/recorded-answers.js';
import { createMemoryRecording } from '../../store/memory/memory-recording.js';
import { createMemoryStore } from '../../store/memory/memory-store.js';
import { createRecorder } from './recorder.js';

type Question = () => Promise<unknown>;

/** A recorder on a fake clock that is ticked each second, over what is asked. */
const recording = async (questions: Record<string, Question>) => {
  const { engine } = await createRig();
  const { view } = engine.view();
  await engine.stop();
  const clock = createFakeClock(NINE_O_CLOCK);
  const memory = createMemoryRecording();
  const logged: string[] = [];
  const note = (name: string, facts?: object): void => {
    logged.push(`${name} ${JSON.stringify(facts)}`);
  };
  const recorder = createRecorder({
    clock,
    log: { debug: note, info: note, warn: note, error: note },
    recording: memory,
    view: () => view,
    questions: () => questions,
    keep: () => configOf().retention,
    isClockSound: () => true,
    healthChanged: () => undefined,
  });
  return {
    clock,
    recorder,
    logged,
    pass: async (length: number) => {
      for (let second = 0; second < length / 1_000; second += 1) {
        await clock.advance(1_000);
        recorder.ticked();
      }
      await clock.advance(0);
    },
    taken: () => memory.taken(NINE_O_CLOCK, after(NINE_O_CLOCK, minutes(60))),
    answers: async (): Promise<unknown> => {
      const found = await memory.at(clock.now());
      const { answers } = partRecorded(found?.text ?? '');
      return answers === null ? null : JSON.parse(answers);
    },
  };
};

describe('a question that is not answered', () => {
  it('is waited for no longer than ten seconds, said to have failed, and the minutes are recorded without it', async () => {
    let release: (value: unknown) => void = () => undefined;
    let asked = 0;
    const hangs: Question = () => {
      asked += 1;
      return asked === 1
        ? new Promise((resolve) => {
            release = resolve;
          })
        : Promise.resolve(['slow']);
    };
    const rig = await recording({ 'performance.read 24': hangs, 'objective.list': async () => [1] });
    await rig.pass(seconds(75));
    expect(await rig.taken()).toHaveLength(1);
    expect(await rig.answers()).toEqual({ 'objective.list': [1] });
    expect(rig.recorder.failure()).toMatchObject({
      what: 'answers',
      text: 'performance.read 24: no answer after 10 s',
      since: after(NINE_O_CLOCK, seconds(70)),
    });
    expect(rig.logged[0]).toContain('recording.failed');
    await rig.pass(minutes(2));
    expect(await rig.taken()).toHaveLength(3);
    expect(asked).toBe(1);
    release(['late']);
    await rig.pass(minutes(1));
    expect(rig.recorder.failure()).toBeNull();
    expect(await rig.answers()).toEqual({ 'performance.read 24': ['slow'], 'objective.list': [1] });
    rig.recorder.stop();
  });

  it.each<[string, Question]>([
    [
      'throws at once',
      () => {
        throw new Error('no figures');
      },
    ],
    ['is refused', async () => Promise.reject(new Error('no figures'))],
  ])('because it %s fails alone', async (_, question) => {
    const questions = { 'infrastructure.read': question, 'objective.list': async () => [1] };
    const rig = await recording(questions);
    await rig.pass(minutes(2));
    expect(await rig.taken()).toHaveLength(2);
    expect(await rig.answers()).toEqual({ 'objective.list': [1] });
    expect(rig.recorder.failure()).toMatchObject({ what: 'answers', text: 'infrastructure.read: no figures' });
    questions['infrastructure.read'] = async () => [2];
    await rig.pass(minutes(1));
    expect(rig.recorder.failure()).toBeNull();
    rig.recorder.stop();
  });

  it('is waited for no more once the desk stops', async () => {
    const rig = await recording({ 'objective.list': () => new Promise(() => undefined) });
    await rig.pass(seconds(61));
    rig.recorder.stop();
    await rig.clock.advance(0);
    expect(rig.clock.pending()).toBe(0);
    expect(rig.recorder.failure()).toBeNull();
  });

  it('is told by the console as what it is: the rest is recorded', async () => {
    const store = createMemoryStore();
    const hanging = { ...store, history: { ...store.history, hourly: () => new Promise<never>(() => undefined) } };
    const rig = await createRig({ store: hanging, recording: createMemoryRecording() });
    await rig.clock.advance(minutes(3));
    const banner = rig.engine.view().view.system.banners.find(({ id }) => id === 'recording-failing');
    expect(banner?.text).toMatch(/^The console is recorded without some of its pages: \S+ 24: no answer/);
    await rig.engine.stop();
  });
});

describe('a question that takes long', () => {
  it('is asked again 200 times as long after, and the answer before stands meanwhile', async () => {
    let asked = 0;
    const rig = await recording({
      slow: async () => {
        asked += 1;
        const said = asked;
        await new Promise<void>((done) => void rig.clock.wakeAt(after(rig.clock.now(), seconds(2)), done));
        return { said };
      },
      quick: async () => ({ at: rig.clock.now() }),
    });
    await rig.pass(minutes(6));
    expect(asked).toBe(1);
    expect(await rig.answers()).toMatchObject({ slow: { said: 1 } });
    await rig.pass(minutes(3));
    expect(asked).toBe(2);
    expect(await rig.answers()).toMatchObject({ slow: { said: 2 } });
    rig.recorder.stop();
  });
});
