import { expect, it } from 'vitest';
import { withoutSecrets } from './without-secrets.js';

it.each([
  ['https://ann:s3cret@example.test/x', 'https://example.test/x'],
  ['https://s3cret@example.test', 'https://example.test'],
  ['https://ann:s3@cret@example.test/a@b', 'https://example.test/a@b'],
  ['http:ann:s3cret@example.test/x', 'http://example.test/x'],
  ['https:\\\\ann:s3cret@example.test/x', 'https://example.test/x'],
  ['https://example.test/?lang=en&token=s3cret#top', 'https://example.test/?lang=en&token=…#top'],
  ['https://example.test/?api_key=s3cret&X-Amz-Signature=s3cret', 'https://example.test/?api_key=…&X-Amz-Signature=…'],
  ['https://example.test/?access_token=s3cret&key=s3cret', 'https://example.test/?access_token=…&key=…'],
])('%s is shown as %s', (address, shown) => {
  expect(withoutSecrets(address)).toBe(shown);
});

it.each(['https://example.test/people/@ana?monkey=1&sort=key', 'http://[::1]:8080/?mail=ana@example.test'])(
  '%s is shown as it is',
  (address) => {
    expect(withoutSecrets(address)).toBe(address);
  },
);
