// `npm run package`: the app as a folder for this system, with its licences and its bill of materials; further arguments go to
// electron-builder (`npm run package -- --linux AppImage deb`). Where Electron's downloads cannot be reached,
// ELECTRON_OVERRIDE_DIST_PATH names a runtime that is there.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { publicKeyOf, signFeed } from './updates.mjs';

const root = resolve(import.meta.dirname, '..');
const at = (path) => join(root, path);
const lock = JSON.parse(readFileSync(at('package-lock.json'), 'utf8'));

/** What is installed with the product, in the order of the lockfile. */
const shipped = Object.entries(lock.packages).filter(
  ([path, { dev, link }]) => path !== '' && !dev && !link && existsSync(at(path)),
);

const licenceText = (folder) => {
  const file = readdirSync(folder).find((name) => /^(?:licen[cs]e|copying)(?:[.-].*)?$/i.test(name));
  return file === undefined ? null : readFileSync(join(folder, file), 'utf8').trim();
};

const entryOf = ([path, { version, license }]) => {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const text = licenceText(at(path)) ?? 'Its package brings no text of the licence.';
  return `${name} ${version} (${license ?? 'licence not stated'})\n\n${text}\n`;
};
writeFileSync(at('dist/licences.txt'), shipped.map(entryOf).join(`\n${'-'.repeat(80)}\n\n`));

/** https://cyclonedx.org/docs/1.5/json/ */
const component = ([path, { version, license, integrity, resolved }]) => {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const digest = /^sha512-(.+)$/.exec(integrity ?? '')?.[1];
  return {
    type: 'library',
    name,
    version,
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    ...(license === undefined ? {} : { licenses: [{ expression: license }] }),
    ...(digest === undefined ? {} : { hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }] }),
    ...(resolved === undefined ? {} : { externalReferences: [{ type: 'distribution', url: resolved }] }),
  };
};
const { name, version } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
const bill = {
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  version: 1,
  metadata: { component: { type: 'application', name, version } },
  components: shipped.map(component),
};
writeFileSync(at('dist/sbom.cdx.json'), `${JSON.stringify(bill, null, 2)}\n`);

// Whoever has the private key can replace the app at every desk: it is in the environment of those who release, and nowhere else.
const updateKey = process.env.WATCHROOM_UPDATE_KEY;
rmSync(at('dist/update-key.pem'), { force: true });
if (updateKey) writeFileSync(at('dist/update-key.pem'), publicKeyOf(updateKey));
else console.log('WATCHROOM_UPDATE_KEY is not set: this app will take no updates, as it could not verify them.');

const given = process.argv.slice(2);
const wanted = given.some((one) => /^--(?:linux|win|mac|dir)$/.test(one)) ? given : ['--dir', ...given];
const runtime = process.env.ELECTRON_OVERRIDE_DIST_PATH;
const own = runtime
  ? [
      `-c.electronDist=${runtime}`,
      `-c.electronVersion=${readFileSync(join(runtime, 'version'), 'utf8').trim().replace(/^v/, '')}`,
    ]
  : [];
const onPath = (name) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(existsSync);
/** What electron-builder would download as well: the system's own, where it has them. */
const systemTools = () => {
  const archiver = onPath('7za');
  return {
    ...(archiver ? { ELECTRON_BUILDER_7ZIP_PATH: archiver } : {}),
    ...(onPath('fpm') ? { USE_SYSTEM_FPM: 'true' } : onPath('dpkg-deb') ? { CUSTOM_FPM_PATH: at('.ci/fpm.mjs') } : {}),
  };
};
const builder = spawnSync(
  process.execPath,
  [at('node_modules/electron-builder/cli.js'), '--publish', 'never', ...wanted, ...own],
  { cwd: root, stdio: 'inherit', env: { ...(runtime ? systemTools() : {}), ...process.env } },
);
if (builder.status !== 0) process.exit(builder.status ?? 1);

const told = (name, otherwise) => {
  const flag = `-c.${name}=`;
  return wanted.find((one) => one.startsWith(flag))?.slice(flag.length) ?? otherwise;
};
if (updateKey) {
  const folder = resolve(root, told('directories.output', 'release'));
  signFeed({ folder, version: told('extraMetadata.version', version), key: updateKey });
}
