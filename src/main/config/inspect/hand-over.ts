import { error, type Finding, warning } from '../finding.js';
import { isOn } from '../resolve/channels.js';
import type { ConfigDocument } from '../schema/v1.js';

/** A row of channels in which one comes twice, or is not there to hand anything to. */
export const inspectHandOver = ({ handOver, channels = {} }: ConfigDocument): readonly Finding[] =>
  (handOver?.order ?? []).flatMap((kind, index, order) => {
    const at = ['handOver', 'order', index];
    if (order.indexOf(kind) < index)
      return [error(at, `${kind} comes twice: nothing is handed over in a circle`, 'Name each channel once.')];
    const isThere = kind === 'desktop' ? channels.desktop?.enabled !== false : isOn(channels[kind]);
    if (isThere) return [];
    const remedy = `Turn on channels.${kind}, or take it out of the row.`;
    return [warning(at, `${kind} is not turned on: nothing is handed over to it`, remedy, 'value')];
  });
