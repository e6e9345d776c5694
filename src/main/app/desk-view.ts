import type { DeskView } from '../core/model/view.js';
import type { Shell } from './shell.js';

/** What the console says of the desk itself. */
export const deskView = ({ settings, demoPanel, updates }: Shell): DeskView => {
  const { config, revision, isFirstRun } = settings.current();
  return {
    operator: config.operator,
    site: config.site,
    configRevision: revision,
    isFirstRun,
    demoPanel,
    update: updates?.state() ?? null,
  };
};
