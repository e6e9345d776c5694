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
    ['https://alert/a7-1', null],
    ['--data', null],
    ['/home/ana/a.watchroom.yml', null],
  ] as const)('%s leads to a page and does nothing else', (address, page) => {
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
