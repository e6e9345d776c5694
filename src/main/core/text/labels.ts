import type { Labels } from '../model/labels.js';

/** `form=inquiry,page=home`. A comma or a backslash inside a value has a backslash before it. */
export const sayLabels = (labels: Labels): string =>
  Object.entries(labels)
    .map(([label, value]) => `${label}=${value.replaceAll(/[\\,]/g, (mark) => `\\${mark}`)}`)
    .join(',');

const PAIR = /([A-Za-z_][A-Za-z0-9_]*)=((?:[^\\,]|\\.)*)(?:,|$)/y;

/** Reads what `sayLabels` says; undefined where the text is none. The empty text has no labels. */
export const parseLabels = (text: string): Labels | undefined => {
  const labels: Record<string, string> = {};
  PAIR.lastIndex = 0;
  while (PAIR.lastIndex < text.length) {
    const [, label, value] = PAIR.exec(text) ?? [];
    if (label === undefined || value === undefined) return undefined;
    labels[label] = value.replaceAll(/\\(.)/g, '$1');
  }
  return labels;
};
