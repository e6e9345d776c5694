// The feed of the app's updates: for each system and channel one file that describes the newest version, signed so that nobody but
// who has the private key can offer a desk anything, and so that it ends: nobody can show a desk an old one for ever. `npm run package`
// signs what it made; by hand, with the key in WATCHROOM_UPDATE_KEY: `node .ci/updates.mjs FOLDER [--staging PERCENT]
// [--notes FILE] [--days N]` signs once more before it ends, rolls a version out to a larger share of the desks, or tells them what is new.
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parse, stringify } from 'yaml';

const FEED = /^[a-z][a-z0-9-]*\.yml$/;
const SIGNATURE = /# signature: .*\n?$/;
const DAY = 86_400_000;
/** Days for which a signed description holds where nothing else is said. */
const HOLDS_FOR = 90;

/** The public part of a private Ed25519 key, both in PEM. */
export const publicKeyOf = (pem) => {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('WATCHROOM_UPDATE_KEY is no private key of Ed25519 in PEM.');
  return createPublicKey(key).export({ type: 'spki', format: 'pem' });
};

/** What src/main/platform/electron/updater/signature.ts verifies: the name goes with the text. */
export const signedText = (file, text, key) => {
  const signature = sign(null, Buffer.from(`watchroom update\n${file}\n${text}`), createPrivateKey(key));
  return `${text}# signature: ${signature.toString('base64')}\n`;
};

const describe = (folder, file) => ({
  url: file,
  sha512: createHash('sha512')
    .update(readFileSync(join(folder, file)))
    .digest('base64'),
  size: statSync(join(folder, file)).size,
});

/** electron-builder describes every form but the archive for Linux, which our own updater puts in place. */
const withArchive = (folder, version) => {
  const channel = /-([a-z]+)/.exec(version)?.[1] ?? 'latest';
  for (const suffix of ['', '-arm64']) {
    const archive = `watchroom-${version}${suffix}.tar.gz`;
    if (!existsSync(join(folder, archive))) continue;
    const file = join(folder, `${channel}-linux${suffix}.yml`);
    const known = existsSync(file) ? parse(readFileSync(file, 'utf8')) : null;
    // One that was left from a version before.
    const base = known?.version === version ? known : { version, files: [], releaseDate: new Date().toISOString() };
    const files = [...base.files.filter(({ url }) => url !== archive), describe(folder, archive)];
    writeFileSync(file, stringify({ ...base, files }));
  }
};

/** Signs every description in a folder as of now; `change`: what is to stand in them; `days`: for how long they hold. */
export const signFeed = ({ folder, version, key, change = {}, days = HOLDS_FOR }) => {
  if (version !== undefined) withArchive(folder, version);
  const files = readdirSync(folder).filter((name) => FEED.test(name) && !name.startsWith('builder-'));
  for (const file of files) {
    const described = parse(readFileSync(join(folder, file), 'utf8').replace(SIGNATURE, ''));
    if (!Array.isArray(described?.files)) continue;
    const now = Date.now();
    const issue = { issued: new Date(now).toISOString(), expires: new Date(now + days * DAY).toISOString() };
    writeFileSync(join(folder, file), signedText(file, stringify({ ...described, ...change, ...issue }), key));
    console.log(
      `Signed ${join(folder, file)}: version ${described.version}; desks refuse it from ${issue.expires}: sign again before.`,
    );
  }
};

const main = () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { staging: { type: 'string' }, notes: { type: 'string' }, days: { type: 'string' } },
  });
  const key = process.env.WATCHROOM_UPDATE_KEY;
  const staging = values.staging === undefined ? undefined : Number(values.staging);
  const isShare = staging === undefined || (Number.isInteger(staging) && staging >= 0 && staging <= 100);
  const days = values.days === undefined ? HOLDS_FOR : Number(values.days);
  const isTerm = Number.isInteger(days) && days >= 1 && days <= 366;
  if (positionals.length !== 1 || !key || !isShare || !isTerm) {
    console.error(
      'Usage: WATCHROOM_UPDATE_KEY=PEM node .ci/updates.mjs FOLDER [--staging 0-100] [--notes FILE] [--days 1-366]',
    );
    process.exit(2);
  }
  const change = {
    ...(staging === undefined ? {} : { stagingPercentage: staging }),
    ...(values.notes === undefined ? {} : { releaseNotes: readFileSync(values.notes, 'utf8') }),
  };
  signFeed({ folder: resolve(positionals[0]), key, change, days });
};

if (process.argv[1] === import.meta.filename) main();
