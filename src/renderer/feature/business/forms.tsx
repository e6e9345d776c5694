import type { BusinessView, FormFigures } from '../../../preload/contract/views.js';
import { amount, capital, sayBetween, sayKnowledge, sayOf, sayShare } from '../../text/business.js';
import { count, plain } from '../../text/quantity.js';
import { spell } from '../../text/time.js';
import { Mark } from '../../ui/mark.js';
import { Card, Section } from '../../ui/section.js';
import { Cell, Row, Table } from '../../ui/table.js';

const COLUMNS = [
  { name: 'Form', side: 'left' },
  { name: 'Completed', side: 'right' },
  { name: 'Fails', side: 'right' },
  { name: 'Worth', side: 'right' },
] as const;

/** Forms and sessions: what came through, what failed, and how visits went. */
export const Forms = ({ view }: { view: BusinessView }) => (
  <Section title="Forms and sessions">
    <Card>
      {view.forms.length === 0 ? (
        <p className="px-3 py-4 text-center text-faint">No form is counted here.</p>
      ) : (
        <Table label="Forms" columns={COLUMNS}>
          {view.forms.map((form) => (
            <Form key={form.form} form={form} currency={view.currency} />
          ))}
        </Table>
      )}
      <Sessions view={view} />
    </Card>
  </Section>
);

const Form = ({ form, currency }: { form: FormFigures; currency: string }) => {
  const { failures } = form;
  return (
    <Row isFew={failures.state !== 'known'}>
      <Cell className="font-medium">{capital(form.form)}</Cell>
      <Cell side="right">{plain(Math.round(form.completed))}</Cell>
      <Cell side="right" title={`between ${sayBetween(failures)} with 95 % confidence`}>
        {sayShare(failures)} <span className="text-small text-faint">of {plain(Math.round(failures.n))}</span>
      </Cell>
      <Cell side="right">
        {form.value === null ? <span className="text-faint">not said</span> : amount(form.value, currency)}
      </Cell>
    </Row>
  );
};

const Sessions = ({ view: { sessions } }: { view: BusinessView }) => {
  const state = sayKnowledge(sessions.state);
  return (
    <dl className="grid grid-cols-2 gap-x-4 border-t border-line px-3 py-2.5">
      <div>
        <dt className="label">Bounce rate</dt>
        <dd className="font-semibold" title={sayBetween(sessions.bounce)}>
          {sayShare(sessions.bounce)}{' '}
          <span className="text-small font-normal text-faint">
            {sessions.bounce.n === 0 ? '' : sayOf(sessions.bounce, 'session')}
          </span>
        </dd>
        {state !== null && (
          <dd className="text-small">
            <Mark {...state} />
          </dd>
        )}
      </div>
      <div>
        <dt className="label">Session length</dt>
        <dd className="font-semibold">
          {sessions.meanSeconds === null ? '–' : spell(Math.round(sessions.meanSeconds) * 1_000)}{' '}
          <span className="text-small font-normal text-faint">{usual(sessions)}</span>
        </dd>
      </div>
    </dl>
  );
};

const usual = ({ meanSeconds, usualSeconds, readings }: BusinessView['sessions']): string => {
  if (meanSeconds === null) return 'no reading';
  return usualSeconds === null
    ? `learning what is usual, ${count(readings, 'reading')}`
    : `usual ${spell(Math.round(usualSeconds) * 1_000)}`;
};
