// Draws the product's icons and makes its sound anew: `node .ci/resources.mjs`. What it writes is committed.
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { runnerImport } from 'vite';

const root = resolve(import.meta.dirname, '..');
const load = async (path) => (await runnerImport(resolve(root, path), { configFile: false, logLevel: 'error' })).module;
const { productLayers } = await load('src/main/app/tray/picture/icon.ts');
const { paintPng } = await load('src/main/app/tray/picture/paint.ts');

const icons = resolve(root, 'resources/icons');
const sounds = resolve(root, 'resources/sounds');
for (const folder of [icons, sounds]) mkdirSync(folder, { recursive: true });

const png = (size) => paintPng(productLayers(), size);
for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) writeFileSync(resolve(icons, `${size}x${size}.png`), png(size));
writeFileSync(resolve(icons, 'icon.png'), png(1024));

// ICO: a directory of PNG pictures. https://en.wikipedia.org/wiki/ICO_(file_format)
const ico = (sizes) => {
  const pictures = sizes.map(png);
  const head = Buffer.alloc(6 + 16 * sizes.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(sizes.length, 4);
  let offset = head.length;
  pictures.forEach((picture, n) => {
    const at = 6 + 16 * n;
    head.set([sizes[n] % 256, sizes[n] % 256, 0, 0], at);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(picture.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += picture.length;
  });
  return Buffer.concat([head, ...pictures]);
};
writeFileSync(resolve(icons, 'icon.ico'), ico([16, 24, 32, 48, 64, 128, 256]));

// ICNS: typed chunks of PNG pictures. https://en.wikipedia.org/wiki/Apple_Icon_Image_format
const icns = (types) => {
  const chunks = types.map(([type, size]) => {
    const picture = png(size);
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32BE(picture.length + 8, 4);
    return Buffer.concat([head, picture]);
  });
  const head = Buffer.alloc(8);
  head.write('icns', 'latin1');
  head.writeUInt32BE(8 + chunks.reduce((sum, chunk) => sum + chunk.length, 0), 4);
  return Buffer.concat([head, ...chunks]);
};
writeFileSync(
  resolve(icons, 'icon.icns'),
  icns([
    ['ic11', 32],
    ['ic12', 64],
    ['ic07', 128],
    ['ic13', 256],
    ['ic08', 256],
    ['ic14', 512],
    ['ic09', 512],
    ['ic10', 1024],
  ]),
);

// Two soft strokes of a bell, a fourth apart: heard across a room, no alarm siren. 22,050 Hz, 16 bits, mono.
const RATE = 22_050;
const bell = () => {
  const samples = new Float64Array(Math.round(RATE * 0.9));
  for (const [start, pitch] of [
    [0, 659.26],
    [0.22, 880],
  ]) {
    for (const [partial, strength, fade] of [
      [1, 0.5, 5],
      [2.01, 0.22, 8],
      [3.02, 0.08, 12],
    ]) {
      for (let n = Math.round(start * RATE); n < samples.length; n += 1) {
        const t = n / RATE - start;
        const attack = Math.min(1, t / 0.006);
        samples[n] += strength * attack * Math.exp(-fade * t) * Math.sin(2 * Math.PI * pitch * partial * t);
      }
    }
  }
  const end = Math.round(RATE * 0.05);
  for (let n = 0; n < end; n += 1) samples[samples.length - 1 - n] *= n / end;
  return samples;
};
const wav = (samples) => {
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  const file = Buffer.alloc(44 + samples.length * 2);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(36 + samples.length * 2, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(RATE, 24);
  file.writeUInt32LE(RATE * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((sample, n) => {
    file.writeInt16LE(Math.round((sample / peak) * 0.7 * 32_767), 44 + n * 2);
  });
  return file;
};
writeFileSync(resolve(sounds, 'alert.wav'), wav(bell()));
