import type { BusinessView, FormFigures, Share } from '../../../preload/contract/views.js';
import { useBusiness } from '../../query/reads/standing.js';
import { useAnew } from '../../query/recorded.js';
import { useAlerts, useRules, useView } from '../../state/console.js';
import { hoursOf, rangeName, usePreferences } from '../../state/preferences.js';
import {
  amount,
  capital,
  sayKnowledge,
  sayPeriod,
  sayScore,
  sayScoreBasis,
  sayShare,
  sayUsual,
  stepName,
  worstForm,
} from '../../text/business.js';
import { sayJudged } from '../../text/judged.js';
import { plain } from '../../text/quantity.js';
import { asSeen, NOT_READ, type Saying } from '../../text/states.js';
import { ComingTile, Tile } from '../../ui/tile.js';

const FORM_METRICS = ['form_failures_ratio', 'form_failure_ratio'];
const FUNNEL_METRICS = ['conversion_ratio', 'funnel_step_total'];

const TITLES = ['Performance health', 'Revenue today, so far', 'Forms that fail', 'Conversion of visits'] as const;

/** `% of 1,681`: the share's unit, and how many it is drawn from. */
const ofAll = ({ ratio, n }: Share): string => (ratio === null ? '' : `% of ${plain(Math.round(n))}`);

/** How fast the site is for its visitors, and whether it earns what it usually does. */
export const BusinessTiles = () => {
  const { data, error } = useBusiness(usePreferences((preferences) => preferences.range));
  const anew = useTilesAnew();
  if (data === undefined && error === null)
    return TITLES.map((title) => <ComingTile key={title} title={title} href="#/business" />);
  if (data === undefined)
    return TITLES.map((title) => (
      <Tile
        anew={anew}
        key={title}
        title={title}
        href="#/business"
        number="–"
        judgement={NOT_READ}
        basis=""
        detail={error?.message ?? ''}
      />
    ));
  return (
    <>
      <HealthTile health={data.health} />
      <RevenueTile view={data} />
      <FormTile forms={data.forms} />
      <FunnelTile view={data} />
    </>
  );
};

/** All of them are of one answer. */
const useTilesAnew = () => useAnew(`business.read ${hoursOf(usePreferences((preferences) => preferences.range))}`);

const HealthTile = ({ health }: { health: BusinessView['health'] }) => {
  const { number, basis } = sayScore(health);
  return (
    <Tile
      anew={useTilesAnew()}
      title="Performance health"
      href="#/business"
      number={number}
      unit={health.value === null ? '' : 'of 100'}
      judgement={health.value === null ? sayKnowledge(health.state) : null}
      basis={health.value === null ? '' : basis}
      detail={<span title={health.formula}>{sayScoreBasis(health)}</span>}
    />
  );
};

const RevenueTile = ({ view: { revenue, currency } }: { view: BusinessView }) => {
  const today = revenue.days.at(-1);
  const watch = useView((view) => view.watch.state);
  return (
    <Tile
      anew={useTilesAnew()}
      title="Revenue today, so far"
      href="#/business"
      number={today?.amount == null ? '–' : amount(today.amount, currency)}
      judgement={today === undefined ? sayKnowledge(revenue.state) : asSeen(sayPeriod(today), watch)}
      basis=""
      detail={today === undefined ? '' : sayUsual(today, currency)}
    />
  );
};

/** What rules say of it where there is a figure; else why there is none. */
const useJudged = (metrics: readonly string[], state: Parameters<typeof sayKnowledge>[0]): Saying | null => {
  const judged = sayJudged(metrics, useAlerts(), useRules());
  const watch = useView((view) => view.watch.state);
  const missing = sayKnowledge(state);
  return missing === null || judged.tone === 'critical' || judged.tone === 'warning' ? asSeen(judged, watch) : missing;
};

const FormTile = ({ forms }: { forms: readonly FormFigures[] }) => {
  const worst = worstForm(forms);
  const range = usePreferences((preferences) => preferences.range);
  const judgement = useJudged(FORM_METRICS, worst?.failures.state ?? 'no-source');
  const share = worst === null ? '–' : sayShare(worst.failures);
  return (
    <Tile
      anew={useTilesAnew()}
      title={worst === null || forms.length === 1 ? 'Forms that fail' : 'Forms that fail, the worst'}
      href="#/business"
      number={share.replace(' %', '')}
      unit={worst === null ? '' : ofAll(worst.failures)}
      judgement={judgement}
      basis=""
      detail={worst === null ? '' : `${capital(worst.form)}, ${rangeName(range)}`}
    />
  );
};

const FunnelTile = ({ view: { conversion, funnel } }: { view: BusinessView }) => {
  const judgement = useJudged(FUNNEL_METRICS, conversion.state);
  const share = sayShare(conversion);
  return (
    <Tile
      anew={useTilesAnew()}
      title="Conversion of visits"
      href="#/business"
      number={share.replace(' %', '')}
      unit={ofAll(conversion)}
      judgement={judgement}
      basis=""
      detail={funnel.worst === null ? '' : `most lost before ${stepName(funnel.worst).toLowerCase()}`}
    />
  );
};
