import { useState } from 'react';
import type { HistoryRange, PerformanceView, SeriesId, VitalCourse } from '../../../preload/contract/views.js';
import { ChartPlace, TimeChart } from '../../chart/time-chart.js';
import { isJudged, sayDeploy, sayLimits, sayPoints, sayShares, vitalWord } from '../../text/performance.js';
import { metricName, quantity } from '../../text/quantity.js';
import { names } from '../../ui/class-names.js';
import { Choice } from '../../ui/field.js';
import { Mark } from '../../ui/mark.js';
import { Card, Section } from '../../ui/section.js';

const HEIGHT = 240;

/** One Web Vital over time, between its good and its poor limit, with the deploys of that time. */
export const VitalsPart = ({ view }: { view: PerformanceView }) => {
  const [metric, choose] = useState('lcp_seconds');
  const course = view.vitals.find((one) => one.metric === metric);
  if (course === undefined) return null;
  return (
    <Section
      title="Web Vitals"
      note={sayPoints(course)}
      actions={
        <Choice
          label="Web Vital"
          value={metric}
          options={view.vitals.map((one) => ({ value: one.metric, label: vitalWord(one.metric) }))}
          onPick={choose}
        />
      }
    >
      <Card className="flex flex-col gap-3 p-3">
        <Shares course={course} />
        <Course course={course} view={view} />
      </Card>
    </Section>
  );
};

const Course = ({ course, view }: { course: VitalCourse; view: PerformanceView }) => {
  const { metric, good, poor } = course;
  const range = rangeOf(course);
  if (range.points.length === 0)
    return (
      <ChartPlace height={HEIGHT} text="No stretch of this time has enough visits to be judged. Choose a longer one above." />
    );
  return (
    <TimeChart
      metric={metric}
      ranges={[range]}
      labels={['p75']}
      from={view.from}
      to={view.to}
      unobserved={[]}
      levels={[
        { value: good, label: `good up to ${quantity(good, metric)}`, tone: 'good' },
        { value: poor, label: `poor beyond ${quantity(poor, metric)}`, tone: 'critical' },
      ]}
      moments={view.deploys.map((deploy) => ({ at: deploy.at, word: sayDeploy(deploy) }))}
      look="lines"
      height={HEIGHT}
    />
  );
};

/** The course as a chart draws series: the middle of a point is its p75, and its spread the interval. */
const rangeOf = ({ metric, every, points }: VitalCourse): HistoryRange => ({
  id: metric as SeriesId,
  series: { name: metric, labels: {} },
  unit: '',
  resolution: every / 1_000,
  points: points.filter(isJudged).map(({ at, p75, between: [low, high], n }) => [at, low, p75, high, n]),
});

const FILLS = { good: 'bg-good-bar', warning: 'bg-warning', critical: 'bg-critical' } as const;

/** How visits were shared out between good and poor. */
const Shares = ({ course }: { course: VitalCourse }) => {
  const { shares, metric } = course;
  if (shares === null) return null;
  const parts = [
    ['good', shares.good],
    ['warning', shares.between],
    ['critical', shares.poor],
  ] as const;
  return (
    <div className="flex flex-col gap-1.5">
      <div aria-hidden="true" className="flex h-2 gap-px overflow-hidden rounded-full bg-sunken">
        {parts.map(([tone, share]) => (
          <span key={tone} className={names('block h-full', FILLS[tone])} style={{ width: `${100 * share}%` }} />
        ))}
      </div>
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-small">
        <span className="text-soft">{metricName(metric)}, of all visits:</span>
        {sayShares(course).map(({ tone, text }) => (
          <Mark key={text} tone={tone} word={text} />
        ))}
        <span className="ml-auto text-faint">{sayLimits(course)}</span>
      </p>
    </div>
  );
};
