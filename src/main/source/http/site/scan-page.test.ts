import { describe, expect, it } from 'vitest';
import { scanPage } from './scan-page.js';

describe('a form worth watching', () => {
  it.each([
    ['a box to search the site', '<form><input name="q"></form>', false],
    ['one text field, whatever it is called', '<form><input type="text" name="town"></form>', false],
    ['a search with a choice beside it', '<form role="search"><input name="town"><select></select></form>', false],
    ['a search that says so by its field', '<form><input type="search"><select></select><select></select></form>', false],
    ['a search above and one below', '<form><input name="town"></form><p></p><form><input name="town"></form>', false],
    ['a box within a form and one outside', '<form><input name="town"></form><input name="town">', false],
    ['ticks and buttons', '<form><input type=checkbox><input type=submit><input type=hidden></form>', false],
    ['a newsletter', '<form><input type="email"></form>', true],
    ['words of one’s own', '<form><textarea></textarea></form>', true],
    ['a sign-in', '<form><input name="user"><input type="password"></form>', true],
    ['a booking', '<form><input type="date"><select></select></form>', true],
    ['fields that a script sends, in no form', '<input name="first"><input name="last">', true],
    ['an enquiry beside a search', '<form><input name="q"></form><form><input name="a"><input name="b"></form>', true],
  ])('%s', (_, html, isForm) => expect(scanPage(html).hasForm).toBe(isForm));
});
