import type { ConfigProblem } from '../../../preload/contract/views.js';
import { ToneIcon } from '../../ui/mark.js';

interface ProblemsProps {
  readonly problems: readonly ConfigProblem[];
  readonly onJump: (line: number, column: number) => void;
}

const Line = ({ problem, onJump }: { problem: ConfigProblem; onJump: ProblemsProps['onJump'] }) => {
  const { line, column } = problem;
  return (
    <li className="border-b border-line last:border-0">
      <button
        type="button"
        disabled={line === null}
        onClick={() => line !== null && onJump(line, column ?? 1)}
        className="grid w-full grid-cols-[auto_4rem_1fr] items-start gap-x-2.5 px-3 py-2 text-left enabled:hover:bg-hover"
      >
        <span className="pt-0.5">
          <ToneIcon tone={problem.severity === 'error' ? 'critical' : 'warning'} />
        </span>
        <span className="font-mono text-small leading-5 text-faint">{line === null ? '' : `${line}:${column ?? 1}`}</span>
        <span className="min-w-0">
          <span className="sr-only">{problem.severity}: </span>
          {problem.message}. <span className="text-soft">{problem.remedy}</span>
          {problem.path !== '' && <span className="block font-mono text-small text-faint">{problem.path}</span>}
        </span>
      </button>
    </li>
  );
};

/** What is wrong and where; a click goes there. */
export const Problems = ({ problems, onJump }: ProblemsProps) =>
  problems.length === 0 ? null : (
    <ul aria-label="Problems" className="max-h-56 overflow-y-auto border-t border-line">
      {problems.map((problem) => (
        <Line key={`${problem.path} ${problem.line} ${problem.message}`} problem={problem} onJump={onJump} />
      ))}
    </ul>
  );
