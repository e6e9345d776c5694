import type { BuildRecord } from '../../../preload/contract/views.js';
import { sayBuild } from '../../text/infrastructure.js';
import { Ago } from '../../text/zone.js';
import { Mark } from '../../ui/mark.js';
import { Card, Section } from '../../ui/section.js';

const SHOWN = 10;

/** The last builds and deployments. */
export const Builds = ({ builds }: { builds: readonly BuildRecord[] }) => (
  <Section title="Builds and deployments" note={builds.length === 0 ? '' : 'of the last 31 days'}>
    <Card>
      {builds.length === 0 ? (
        <p className="px-3 py-4 text-center text-faint">
          None is known. Set up GitHub or Vercel under System, Sources, or let them tell this desk by webhook.
        </p>
      ) : (
        <ul>
          {builds.slice(0, SHOWN).map((build) => (
            <li
              key={`${build.at} ${build.kind} ${build.project} ${build.workflow} ${build.status}`}
              className="flex items-center gap-3 border-b border-line px-3 py-2 last:border-0"
            >
              <Mark {...sayBuild(build)} />
              <span className="min-w-0 truncate">
                <span className="font-medium">{build.project}</span>{' '}
                <span className="text-faint">{[build.workflow, build.branch].filter((part) => part !== null).join(' · ')}</span>
              </span>
              <span className="ml-auto whitespace-nowrap text-faint">
                <Ago at={build.at} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  </Section>
);
