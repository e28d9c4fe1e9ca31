/** The short form of a caller's ARN: the name of the user, or of the session of a role. */
export function callerName(arn: string): string {
  return arn.split(/[/:]/).at(-1) || arn;
}
