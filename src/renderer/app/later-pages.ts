import { lazy } from 'react';

const loadBusiness = () => import('../feature/business/business-page.js');
const loadHandover = () => import('../feature/handover/handover-page.js');
const loadInfrastructure = () => import('../feature/infrastructure/infrastructure-page.js');
const loadObjectives = () => import('../feature/slo/objectives-page.js');
const loadPerformance = () => import('../feature/performance/performance-page.js');
const loadReport = () => import('../feature/report/report-page.js');
const loadRules = () => import('../feature/rules/rules-page.js');
const loadSettings = () => import('../feature/settings/settings-page.js');
const loadStrip = () => import('../feature/strip/strip-page.js');
const loadSystem = () => import('../feature/system/system-page.js');

const loadWall = () => import('../feature/wall/wall-page.js');

// Pages that nobody sees first: what the first page needs is loaded and read without them.
export const BusinessPage = lazy(() => loadBusiness().then((loaded) => ({ default: loaded.BusinessPage })));
export const HandoverPage = lazy(() => loadHandover().then((loaded) => ({ default: loaded.HandoverPage })));
export const InfrastructurePage = lazy(() => loadInfrastructure().then((loaded) => ({ default: loaded.InfrastructurePage })));
export const ObjectivesPage = lazy(() => loadObjectives().then((loaded) => ({ default: loaded.ObjectivesPage })));
export const PerformancePage = lazy(() => loadPerformance().then((loaded) => ({ default: loaded.PerformancePage })));
export const ReportPage = lazy(() => loadReport().then((loaded) => ({ default: loaded.ReportPage })));
export const RulesPage = lazy(() => loadRules().then((loaded) => ({ default: loaded.RulesPage })));
export const SettingsPage = lazy(() => loadSettings().then((loaded) => ({ default: loaded.SettingsPage })));
export const StripPage = lazy(() => loadStrip().then((loaded) => ({ default: loaded.StripPage })));
export const SystemPage = lazy(() => loadSystem().then((loaded) => ({ default: loaded.SystemPage })));
export const WallPage = lazy(() => loadWall().then((loaded) => ({ default: loaded.WallPage })));

const LATER = [
  loadBusiness,
  loadHandover,
  loadInfrastructure,
  loadObjectives,
  loadPerformance,
  loadReport,
  loadRules,
  loadSettings,
  loadSystem,
  loadWall,
] as const;

/** Loads them once there is nothing else to do, so that going there shows them at once. */
export const loadLaterPages = (): void => {
  const load = (): unknown => Promise.all(LATER.map((load) => load()));
  window.requestIdleCallback(() => void load(), { timeout: 5_000 });
};
