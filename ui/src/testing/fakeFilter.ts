import type { FilterGroup } from "../ipc/generated/FilterGroup";
import type { FilterNode } from "../ipc/generated/FilterNode";
import type { Operator } from "../ipc/generated/Operator";
import type { Property } from "../ipc/generated/Property";
import type { Sort } from "../ipc/generated/Sort";
import type { UserRow } from "../ipc/generated/UserRow";
import type { UsersQuery } from "../ipc/generated/UsersQuery";

/** The users that a query lets through, in its order: near enough to the program's own. */
export function matchingUsers(users: readonly UserRow[], query: UsersQuery): UserRow[] {
  const words = fold(query.search).split(/\s+/).filter(Boolean);
  return users
    .filter((user) => words.every((word) => fold(wholeRow(user)).includes(word)))
    .filter((user) => passesGroup(user, query.filter))
    .sort(inOrder(query.sort));
}

/** The values that users have in a property. */
export function valuesOf(user: UserRow, property: Property): string[] {
  switch (property) {
    case "securityProfiles":
      return user.securityProfiles;
    case "tags":
      return user.tags.flatMap(({ key, value }) =>
        value === "" ? [key] : [key, `${key}=${value}`],
      );
    case "autoAccept":
      return [user.autoAccept ? "yes" : "no"];
    case "userId":
      return [user.id];
    case "lastChanged":
      return user.lastChanged === null
        ? []
        : [new Date(user.lastChanged).toISOString().slice(0, 10)];
    case "has":
      return [
        ...(user.quickConnects ? ["quickConnects"] : []),
        ...(user.tags.length > 0 ? ["tags"] : []),
        ...(user.hierarchy === null ? [] : ["hierarchy"]),
        ...(user.phoneNumber === null ? [] : ["phoneNumber"]),
        ...(user.firstName === "" ? [] : ["firstName"]),
        ...(user.lastName === "" ? [] : ["lastName"]),
      ];
    default: {
      const value = user[property];
      return value === null || value === "" ? [] : [String(value)];
    }
  }
}

function passesGroup(user: UserRow, { join, nodes }: FilterGroup): boolean {
  if (nodes.length === 0) return true;
  return join === "and"
    ? nodes.every((node) => passes(user, node))
    : nodes.some((node) => passes(user, node));
}

function passes(user: UserRow, node: FilterNode): boolean {
  if (node.kind === "group") return passesGroup(user, node);
  const have = node.property === null ? [wholeRow(user)] : valuesOf(user, node.property);
  const negated = node.operator.startsWith("!");
  const positive = (negated ? node.operator.slice(1) || "=" : node.operator) as Operator;
  const found = have.some((value) => node.values.some((wanted) => holds(value, positive, wanted)));
  return found !== negated;
}

function holds(value: string, operator: Operator, wanted: string): boolean {
  const [have, want] = [fold(value), fold(wanted)];
  const order = have.localeCompare(want, undefined, { numeric: true });
  switch (operator) {
    case ":":
      return have.includes(want);
    case "^":
      return have.startsWith(want);
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    default:
      return order === 0;
  }
}

function inOrder({ column, descending }: Sort): (a: UserRow, b: UserRow) => number {
  const text = (user: UserRow) => valuesOf(user, column).join(", ");
  return (a, b) => {
    const order = text(a).localeCompare(text(b), undefined, { numeric: true });
    return (descending ? -order : order) || a.login.localeCompare(b.login);
  };
}

function wholeRow(user: UserRow): string {
  return Object.values(user).flat().map(String).join(" ");
}

function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
