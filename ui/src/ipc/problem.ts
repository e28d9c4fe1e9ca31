import type { Problem } from "./generated/Problem";

/**
 * What a command was rejected with. Anything that is no `Problem` (the shell refused the call
 * before it reached a command, say) becomes one, so that every failure can be shown.
 */
export function asProblem(rejection: unknown): Problem {
  if (
    typeof rejection === "object" &&
    rejection !== null &&
    "code" in rejection &&
    typeof rejection.code === "string" &&
    "technical" in rejection
  ) {
    return rejection as Problem;
  }
  return {
    code: "unexpected",
    technical: {
      operation: null,
      errorType: null,
      message: rejection instanceof Error ? rejection.message : String(rejection),
      status: null,
      requestId: null,
    },
  };
}
