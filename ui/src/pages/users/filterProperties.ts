import type { Operator } from "../../ipc/generated/Operator";
import type { Property } from "../../ipc/generated/Property";

/** What the values of a property are, which decides how it can be compared. */
export type PropertyKind = "text" | "namedChoice" | "choice" | "presence" | "number" | "day";

/** Every property, in the order in which the filter offers them. */
export const PROPERTY_KINDS: Readonly<Record<Property, PropertyKind>> = {
  login: "text",
  firstName: "text",
  lastName: "text",
  routingProfile: "namedChoice",
  securityProfiles: "namedChoice",
  hierarchy: "namedChoice",
  has: "presence",
  quickConnects: "number",
  tags: "namedChoice",
  lastChanged: "day",
  phoneType: "choice",
  phoneNumber: "text",
  autoAccept: "choice",
  afterContactWork: "number",
  userId: "text",
};

export const OPERATORS_BY_KIND: Readonly<Record<PropertyKind, Operator[]>> = {
  text: [":", "!:", "=", "!=", "^", "!^"],
  namedChoice: ["=", "!=", ":", "!:", "^", "!^"],
  choice: ["=", "!="],
  presence: ["="],
  number: ["=", "!=", ">", ">=", "<", "<="],
  day: ["=", "!=", ">", ">=", "<", "<="],
};

export function isProperty(key: string): key is Property {
  return Object.hasOwn(PROPERTY_KINDS, key);
}

/** Whether such a condition takes one or more of the values that are offered. */
export function takesChoices(property: Property, operator: Operator): boolean {
  const kind = PROPERTY_KINDS[property];
  return (
    kind === "presence" ||
    ((kind === "choice" || kind === "namedChoice") && (operator === "=" || operator === "!="))
  );
}

const ABSENT = "no:";

/** What the filter shows for "has none of these", where the program's own word is `has`'s value. */
export function absent(value: string): string {
  return ABSENT + value;
}

/** The value whose absence is meant; `null` where its presence is. */
export function absentValue(value: string): string | null {
  return value.startsWith(ABSENT) ? value.slice(ABSENT.length) : null;
}
