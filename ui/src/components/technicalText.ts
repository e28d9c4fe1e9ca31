import type { InstanceHeader } from "../ipc/generated/InstanceHeader";
import type { Problem } from "../ipc/generated/Problem";
import type { Start } from "../ipc/generated/Start";

/** Where a problem came up. */
export interface Where {
  start: Start | null;
  /** The instance that is open. */
  instance: InstanceHeader | null;
}

/** What IT needs to know of a problem. It is for support, so it is not translated. */
export function technicalText(problem: Problem, { start, instance }: Where, now: Date): string {
  const { technical } = problem;
  const lines: [string, string | number | null | undefined][] = [
    ["Roster", start?.version],
    ["Instance", instance === null ? null : `${instance.name} (${instance.region})`],
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
