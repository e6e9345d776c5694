import type { ConfigOrigin } from '../../../preload/contract/views.js';
import { Card, Facts, Section } from '../../ui/section.js';

/** What the environment decides, whatever the document says. */
export const Origins = ({ origins }: { origins: readonly ConfigOrigin[] }) => (
  <Section title="From the environment" note="These override the document while they are set">
    <Card className="p-4">
      <Facts
        items={origins.map((origin) => ({
          label: origin.path,
          value: <code className="font-mono">{origin.variable}</code>,
        }))}
      />
    </Card>
  </Section>
);
