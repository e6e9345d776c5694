import { memo, Suspense, useEffect } from 'react';
import { Redirect, Route, Router, Switch } from 'wouter';
import { AlertsPage } from '../feature/alerts/alerts-page.js';
import { EpisodePage } from '../feature/alerts/episode-page.js';
import { GuidePage, OverviewPage } from '../feature/overview/overview-page.js';
import { TargetsPage } from '../feature/targets/targets-page.js';
import { useHashPath } from '../state/place.js';
import { Empty } from '../ui/section.js';
import {
  BusinessPage,
  HandoverPage,
  InfrastructurePage,
  loadLaterPages,
  ObjectivesPage,
  PerformancePage,
  ReportPage,
  RulesPage,
  SettingsPage,
  SystemPage,
} from './later-pages.js';

/** The name in an address. One that was typed by hand and is not rightly escaped is taken as it stands. */
const named = (id: string | undefined): string | null => {
  if (id === undefined) return null;
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
};

/** Which page an address shows. What is opened over the page does not draw the page again. */
export const Routes = memo(() => {
  useEffect(loadLaterPages, []);
  return (
    <Router hook={useHashPath}>
      <Suspense>
        <Pages />
      </Suspense>
    </Router>
  );
});

const Pages = () => (
  <Switch>
    <Route path="/">
      <OverviewPage />
    </Route>
    <Route path="/overview">
      <Redirect to="/" replace />
    </Route>
    <Route path="/guide">
      <GuidePage />
    </Route>
    <Route path="/alerts/:id/page">{(match) => <EpisodePage key={match.id} id={named(match.id) ?? ''} />}</Route>
    <Route path="/alerts/:id?">{(match) => <AlertsPage chosen={named(match.id)} />}</Route>
    <Route path="/targets/:id?">{(match) => <TargetsPage chosen={named(match.id)} />}</Route>
    <Route path="/rules/:id?">{(match) => <RulesPage chosen={named(match.id)} />}</Route>
    <Route path="/objectives/:id?">{(match) => <ObjectivesPage chosen={named(match.id)} />}</Route>
    <Route path="/performance">
      <PerformancePage />
    </Route>
    <Route path="/business">
      <BusinessPage />
    </Route>
    <Route path="/infrastructure">
      <InfrastructurePage />
    </Route>
    <Route path="/handover">
      <HandoverPage />
    </Route>
    <Route path="/report">
      <ReportPage />
    </Route>
    <Route path="/settings/:section?">{(match) => <SettingsPage chosen={named(match.section)} />}</Route>
    <Route path="/system/:channel?">{(match) => <SystemPage chosen={named(match.channel)} />}</Route>
    <Route>
      <Empty title="There is no such page">
        <a href="#/" className="text-accent hover:underline">
          Go to the overview
        </a>
      </Empty>
    </Route>
  </Switch>
);
