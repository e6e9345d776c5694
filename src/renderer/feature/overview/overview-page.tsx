import { useState } from 'react';
import { useTargets, useView } from '../../state/console.js';
import { useGo } from '../../state/place.js';
import { usePreferences } from '../../state/preferences.js';
import { worstFirst } from '../../text/worst-first.js';
import { Page } from '../../ui/section.js';
import { ActiveAlerts } from './active-alerts.js';
import { FirstRun, stepAt } from './first-run.js';
import { ResponseTime } from './response-time.js';
import { ServiceLevels } from './service-levels.js';
import { Sources } from './sources.js';
import { Summary } from './summary.js';
import { TargetGlance } from './target-glance.js';

/** The state of the watch on one page: what is wrong, then what is watched, then how it went. */
export const OverviewPage = () => {
  const isFirstRun = useView((view) => view.desk.isFirstRun);
  const guide = usePreferences((preferences) => preferences.guide);
  // Kept for the whole guide: saving its first step already ends the first run.
  const [isGuided, setGuided] = useState(isFirstRun ? guide !== 'skipped' : stepAt(guide) !== 'address');
  const [from] = useState(isFirstRun ? 'address' : stepAt(guide));
  return isGuided ? <FirstRun from={from} onDone={() => setGuided(false)} /> : <Watched />;
};

/** The guide on its own, for another site or for whoever skipped it. */
export const GuidePage = () => {
  const go = useGo();
  return <FirstRun from="address" onDone={() => go('/')} />;
};

const Watched = () => {
  const targets = useTargets();
  const [picked, pick] = useState<string | null>(null);
  const sorted = worstFirst(targets);
  const shown =
    targets.find((row) => row.id === picked) ?? sorted.find((row) => row.responseMetric !== null) ?? sorted[0] ?? null;
  return (
    <Page title="Overview" actions={<DemoLink />}>
      <Summary />
      <div className="grid grid-cols-1 gap-6 lg:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-6">
          <ActiveAlerts />
          <Sources />
        </div>
        <TargetGlance targets={sorted} />
      </div>
      <ServiceLevels />
      <ResponseTime target={shown} onPick={pick} />
    </Page>
  );
};

const DemoLink = () => {
  const panel = useView((view) => view.desk.demoPanel);
  return panel === null ? null : (
    <a href={panel} target="_blank" rel="noreferrer" className="font-medium text-accent underline underline-offset-2">
      Break the demo site
    </a>
  );
};
