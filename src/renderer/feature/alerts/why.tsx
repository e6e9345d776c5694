import type { AlertRow } from '../../../preload/contract/views.js';
import { useExplanation } from '../../query/reads/alerts.js';
import { Why } from '../../query/why.js';
import { Part } from '../../ui/panel.js';

/** Why this alert woke somebody, or did not: as it stands now, or of one that is over as it stood when it fired. */
export const WhyAlert = ({ row }: { row: AlertRow }) => {
  const at = row.state === 'firing' ? null : new Date(row.firedAt).toISOString();
  const found = useExplanation({ rule: row.rule, labels: row.labels, at }, at === null ? row : null);
  return (
    <Part title={at === null ? 'Why?' : 'Why did it fire?'}>
      <Why found={found} />
    </Part>
  );
};
