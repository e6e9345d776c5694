import { describe, expect, it } from 'vitest';
import { type ColumnId, FALLING, FIRST_COLUMNS, fitting } from './columns.js';

describe('the columns that have room', () => {
  it.each<[pixels: number, shown: readonly ColumnId[]]>([
    [1_300, ['value', 'holder', 'next', 'risk', 'since']],
    [1_050, ['value', 'holder', 'next', 'since']],
    [900, ['value', 'holder', 'since']],
    [816, ['value', 'since']],
    [620, ['value', 'since']],
    [600, []],
  ])('of those at first, in a list of %s pixels, are %j', (pixels, shown) => {
    expect(fitting(FIRST_COLUMNS, pixels).shown).toEqual(shown);
  });

  it('fall away in the order that is stated, whatever stands where', () => {
    const chosen: readonly ColumnId[] = ['category', 'holder', 'since', 'rule', 'value', 'next', 'target', 'risk'];
    const fell: ColumnId[] = [];
    for (let pixels = 2_000; pixels >= 640; pixels -= 4)
      for (const id of fitting(chosen, pixels).fallen) if (!fell.includes(id)) fell.push(id);
    expect(fell).toEqual(FALLING);
  });

  it('keep the order that was chosen, and what was not chosen is not said either', () => {
    expect(fitting(['since', 'value', 'risk'], 1_300).shown).toEqual(['since', 'value', 'risk']);
    expect(fitting(['since'], 500)).toMatchObject({ shown: [], fallen: [], isCompact: true });
  });
});
