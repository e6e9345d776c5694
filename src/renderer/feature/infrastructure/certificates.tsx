import type { CertificateStanding } from '../../../preload/contract/views.js';
import { sayCertificate } from '../../text/infrastructure.js';
import { Mark } from '../../ui/mark.js';
import { Card, Section } from '../../ui/section.js';

const SHOWN = 10;

/** The certificates that expire first. */
export const Certificates = ({ certificates }: { certificates: readonly CertificateStanding[] }) => (
  <Section
    title="Certificates"
    note={certificates.length > SHOWN ? `the first ${SHOWN} of ${certificates.length} to expire` : ''}
  >
    <Card>
      {certificates.length === 0 ? (
        <p className="px-3 py-4 text-center text-faint">No target is asked over TLS.</p>
      ) : (
        <ul>
          {certificates.slice(0, SHOWN).map((standing) => (
            <li
              key={standing.target}
              className="flex items-center justify-between gap-3 border-b border-line px-3 py-2 last:border-0"
            >
              <a href={`#/targets/${encodeURIComponent(standing.target)}`} className="truncate font-medium hover:underline">
                {standing.name}
              </a>
              <Mark {...sayCertificate(standing)} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  </Section>
);
