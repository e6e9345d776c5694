import { describe, expect, it } from 'vitest';
import { parseLabels, sayLabels } from './labels.js';

describe('labels as text', () => {
  it.each([{}, { form: 'inquiry' }, { form: 'inquiry', page: 'a, b' }, { path: 'c:\\x', empty: '' }])(
    'come back from %j',
    (labels) => {
      expect(parseLabels(sayLabels(labels))).toEqual(labels);
    },
  );

  it.each(['form', '=x', 'a=1,,b=2', '9a=1', 'a=1,b'])('are not read from %j', (text) => {
    expect(parseLabels(text)).toBeUndefined();
  });
});
