import { Route, Router, Switch } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { AlertsPage } from '../feature/alerts/alerts-page.js';
import { OverviewPage } from '../feature/overview/overview-page.js';
import { Empty } from '../ui/section.js';

/** Which page an address shows. */
export const Routes = () => (
  <Router hook={useHashLocation}>
    <Switch>
      <Route path="/">
        <OverviewPage />
      </Route>
      <Route path="/alerts/:id?">{(match) => <AlertsPage chosen={match.id ?? null} />}</Route>
      <Route>
        <Empty title="There is no such page">
          <a href="#/" className="text-accent underline">
            Go to the overview
          </a>
        </Empty>
      </Route>
    </Switch>
  </Router>
);
