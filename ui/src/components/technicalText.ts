import type { Problem } from "../ipc/generated/Problem";
import type { Start } from "../ipc/generated/Start";

/** What IT needs to know of a problem. It is for support, so it is not translated. */
export function technicalText(problem: Problem, start: Start | null, now: Date): string {
  const { technical } = problem;
  const lines: [string, string | number | null | undefined][] = [
    ["Roster", start?.version],
    ["Instance", start === null ? null : `${start.instance.name} (${start.instance.region})`],
    ["Time", now.toISOString()],
    ["Problem", problem.code],
    ["Operation", technical?.operation],
    ["Error", technical?.errorType],
    ["Status", technical?.status],
    ["Message", technical?.message],
    ["Request", technical?.requestId],
  ];
  return lines
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
}
