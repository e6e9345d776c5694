const svg = (size: string, content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size}">${content}</svg>\n`;

/** The agency's crest, also the panel's icon. */
export const CREST = svg(
  '36 36',
  `<path d="M3 3h30v17c0 7-6 11-15 14C9 31 3 27 3 20z" fill="#1f5a46"/>
<path d="M8 12c4-2 7-2 10 1 3-3 6-3 10-1v12c-4-2-7-2-10 1-3-3-6-3-10-1z" fill="#f4efe0"/><path d="M18 13v12" stroke="#1f5a46" stroke-width="1.5"/>`,
);

const DESK = svg(
  '480 340',
  `<rect width="480" height="340" fill="#dfe8e0"/>
<rect x="48" y="34" width="190" height="180" rx="4" fill="#f6efd9"/><path d="M143 34v180M48 124h190" stroke="#b9c7ba" stroke-width="6"/>
<circle cx="200" cy="74" r="20" fill="#f0c766"/><path d="M51 214c30-46 62-52 92-26 28-34 60-32 92 26z" fill="#7fa891"/>
<rect y="252" width="480" height="14" fill="#8a5f3c"/><rect y="266" width="480" height="74" fill="#a9784f"/>
<path d="M96 250c36-18 70-18 100-2 30-16 64-16 100 2v-34c-36-16-70-14-100 2-30-16-64-18-100-2z" fill="#fffdf6" stroke="#c9bfa3" stroke-width="2"/>
<path d="M196 218v30M112 228c22-8 44-8 68-1M112 237c22-8 44-8 68-1M212 227c24-7 46-7 68 1M212 236c24-7 46-7 68 1" fill="none" stroke="#b3a98d" stroke-width="2"/>
<path d="M388 252v-92l-44-40" fill="none" stroke="#33443d" stroke-width="7" stroke-linecap="round" stroke-linejoin="round"/>
<path d="M318 148l18-42 34 24z" fill="#1f5a46"/><ellipse cx="388" cy="252" rx="30" ry="6" fill="#33443d"/>
<g><rect x="412" y="214" width="52" height="12" fill="#8c4a3a"/><rect x="408" y="226" width="58" height="12" fill="#e2d3a4"/><rect x="414" y="238" width="48" height="14" fill="#3d6a8a"/></g>`,
);

const HUES = {
  green: ['#cfe0d4', '#2f6b53'],
  blue: ['#cddcea', '#2f557a'],
  rose: ['#f0d9d6', '#8a4550'],
  sand: ['#ece1c6', '#856531'],
} as const;

const portrait = ([back, front]: readonly [string, string]): string =>
  svg(
    '72 72',
    `<circle cx="36" cy="36" r="36" fill="${back}"/><circle cx="36" cy="28" r="13" fill="${front}"/><path d="M12 63c3-15 12-20 24-20s21 5 24 20a36 36 0 0 1-48 0z" fill="${front}"/>`,
  );

/** The site's pictures by file name. */
export const PICTURES: ReadonlyMap<string, string> = new Map([
  ['crest.svg', CREST],
  ['desk.svg', DESK],
  ...Object.entries(HUES).map(([hue, colours]): [string, string] => [`portrait-${hue}.svg`, portrait(colours)]),
]);
