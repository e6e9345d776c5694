import type { ConfigEdit } from '../../core/model/config.js';

/** An edit as it came over a boundary: without a value it takes away. */
export const editOf = ({ path, value }: { readonly path: ConfigEdit['path']; readonly value?: unknown }): ConfigEdit =>
  value === undefined ? { path } : { path, value };
