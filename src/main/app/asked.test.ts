import { describe, expect, it } from 'vitest';
import { documentAmong, pageAmong, pageAsked } from './asked.js';

describe('an address of ours', () => {
  it.each([
    ['watchroom://alert/a7-1', { kind: 'alert', id: 'a7-1' }],
    ['watchroom://alert/a7-1/', { kind: 'alert', id: 'a7-1' }],
    ['watchroom://alert/a7-1/page', { kind: 'episode', id: 'a7-1' }],
    ['watchroom://alert/a7-1/settings', { kind: 'overview' }],
    ['watchroom://alerts', { kind: 'alerts' }],
    ['watchroom://', { kind: 'overview' }],
    ['watchroom://alert/../../settings', { kind: 'overview' }],
    ['watchroom://alert/a7-1?do=resolve', { kind: 'alert', id: 'a7-1' }],
    ['watchroom://alert/%3Cscript%3E', { kind: 'overview' }],
    ['watchroom://list/alerts', { kind: 'list', list: 'alerts', query: '' }],
    ['watchroom://list/targets/?state=down', { kind: 'list', list: 'targets', query: 'state=down' }],
    [
      'watchroom://list/alerts?sort=oldest&text=page%3Dbooking+severity!%3Dinfo&stage=all',
      { kind: 'list', list: 'alerts', query: 'stage=all&text=page%3Dbooking+severity%21%3Dinfo&sort=oldest' },
    ],
    ['watchroom://user:word@alert/a7-1', { kind: 'overview' }],
    ['watchroom://alert:80/a7-1', { kind: 'overview' }],
    ['https://alert/a7-1', null],
    ['--data', null],
    ['/home/ana/a.watchroom.yml', null],
  ] as const)('%s leads to a page and does nothing else', (address, page) => {
    expect(pageAsked(address)).toEqual(page);
  });

  it.each([
    ['a page that is none of the lists', 'watchroom://list/settings?part=configuration', { kind: 'overview' }],
    ['a list by what every object has', 'watchroom://list/constructor', { kind: 'overview' }],
    ['a way out of the lists', 'watchroom://list/alerts/../../settings', { kind: 'overview' }],
    ['the same, encoded', 'watchroom://list/%2e%2e/settings', { kind: 'overview' }],
    ['a list in other letters', 'watchroom://list/Alerts', { kind: 'overview' }],
    ['an item of a list', 'watchroom://list/rules/+', { kind: 'overview' }],
    [
      'keys of another page',
      'watchroom://list/targets?part=x&at=2h&span=1&stage=all',
      { kind: 'list', list: 'targets', query: '' },
    ],
    ['keys of every object', 'watchroom://list/rules?__proto__=1&constructor=2', { kind: 'list', list: 'rules', query: '' }],
    [
      'a second value of a key',
      'watchroom://list/rules?state=off&state=x',
      { kind: 'list', list: 'rules', query: 'state=off' },
    ],
    [
      'what would begin another part',
      'watchroom://list/rules?text=a%26at%3D2h%23/x',
      { kind: 'list', list: 'rules', query: 'text=a%26at%3D2h%23%2Fx' },
    ],
    ['markup', 'watchroom://list/rules?text=%3Cscript%3E', { kind: 'list', list: 'rules', query: 'text=%3Cscript%3E' }],
    ['control characters', 'watchroom://list/rules?text=a%00b&state=%0aoff', { kind: 'list', list: 'rules', query: '' }],
    [
      'what turns the direction of text',
      'watchroom://list/rules?text=%E2%80%AEabc',
      { kind: 'list', list: 'rules', query: '' },
    ],
    [
      'half a character',
      'watchroom://list/rules?text=%FF%E0',
      { kind: 'list', list: 'rules', query: 'text=%EF%BF%BD%EF%BF%BD' },
    ],
    [
      'too long a value',
      `watchroom://list/rules?state=off&text=${'a'.repeat(201)}`,
      { kind: 'list', list: 'rules', query: 'state=off' },
    ],
    [
      'what is behind the mark of a place',
      'watchroom://list/rules?state=off#/settings',
      { kind: 'list', list: 'rules', query: 'state=off' },
    ],
  ] as const)('of %s names a page as it is known, or the overview', (_, address, page) => {
    expect(pageAsked(address)).toEqual(page);
  });

  it('is found in a command line', () => {
    expect(pageAmong(['--hidden', 'watchroom://alert/a3-2'])).toEqual({ kind: 'alert', id: 'a3-2' });
    expect(pageAmong(['/opt/app', '--data', '/d'])).toBeNull();
  });
});

it('a configuration that was opened is found in a command line', () => {
  expect(documentAmong(['/opt/app', '/home/ana/shop.watchroom.yml'])).toBe('/home/ana/shop.watchroom.yml');
  expect(documentAmong(['/opt/app', '--config=/x.watchroom.yml', 'config.yml'])).toBeNull();
});
