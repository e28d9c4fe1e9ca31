import type { PropertyFilterProps } from "@cloudscape-design/components/property-filter";
import type { FilterGroup } from "../../ipc/generated/FilterGroup";
import type { FilterNode } from "../../ipc/generated/FilterNode";
import type { Operator } from "../../ipc/generated/Operator";
import type { Property } from "../../ipc/generated/Property";
import {
  absent,
  absentValue,
  isProperty,
  OPERATORS_BY_KIND,
  takesChoices,
} from "./filterProperties";

type Query = PropertyFilterProps.Query;
type Node = PropertyFilterProps.Token | PropertyFilterProps.TokenGroup;

/** What the program is asked for, from what the property filter shows. */
export function toFilter(query: Query): FilterGroup {
  const nodes = query.tokenGroups ?? query.tokens;
  return { join: query.operation, nodes: nodes.flatMap(toNode) };
}

/** What the property filter shows, from what the program was asked for earlier. */
export function fromFilter(filter: FilterGroup): Query {
  return { operation: filter.join, tokens: [], tokenGroups: filter.nodes.map(fromNode) };
}

/** Whether the filter lets everybody through. */
export function isEmpty(filter: FilterGroup): boolean {
  return filter.nodes.length === 0;
}

function toNode(node: Node): FilterNode[] {
  if ("tokens" in node) {
    const nodes = node.tokens.flatMap(toNode);
    return nodes.length === 0 ? [] : [{ kind: "group", join: node.operation, nodes }];
  }
  const values = toValues(node.value);
  if (values.length === 0 || !isOperator(node.operator)) return [];
  const property = toProperty(node.propertyKey);
  if (property === undefined) return [];
  if (property === "has") return [toPresence(values)];
  return [{ kind: "token", property, operator: node.operator, values }];
}

/**
 * "Has tags" and "has no tags" stand side by side in the filter, any of them being enough. For
 * the program they are two conditions.
 */
function toPresence(values: string[]): FilterNode {
  const present = values.filter((value) => absentValue(value) === null);
  const missing = values.flatMap((value) => absentValue(value) ?? []);
  const nodes: FilterNode[] = missing.map((value) => has("!=", [value]));
  if (present.length > 0) nodes.unshift(has("=", present));
  const [only] = nodes;
  return only !== undefined && nodes.length === 1 ? only : { kind: "group", join: "or", nodes };
}

function has(operator: Operator, values: string[]): FilterNode {
  return { kind: "token", property: "has", operator, values };
}

function toProperty(key: string | undefined): Property | null | undefined {
  if (key === undefined) return null;
  return isProperty(key) ? key : undefined;
}

/** A token that is still without a value says nothing yet, and is left out. */
function toValues(value: unknown): string[] {
  const values = Array.isArray(value) ? value : [value];
  return values.filter((one): one is string => typeof one === "string" && one !== "");
}

function fromNode(node: FilterNode): Node {
  const presence = fromPresence(node);
  if (presence !== null) return { propertyKey: "has", operator: "=", value: presence };
  if (node.kind === "group") {
    return { operation: node.join, tokens: node.nodes.map(fromNode) };
  }
  const several = node.property !== null && takesChoices(node.property, node.operator);
  return {
    ...(node.property === null ? {} : { propertyKey: node.property }),
    operator: node.operator,
    value: several ? node.values : node.values[0],
  };
}

/** The values of a condition that `toPresence` made; `null` for any other. */
function fromPresence(node: FilterNode): string[] | null {
  if (node.kind === "token") {
    if (node.property !== "has") return null;
    return node.operator === "!=" ? node.values.map(absent) : node.values;
  }
  const parts = node.nodes.map(fromPresence);
  return node.join === "or" && parts.every((part) => part !== null) ? parts.flat() : null;
}

const OPERATORS: ReadonlySet<string> = new Set(
  Object.values(OPERATORS_BY_KIND).flat() satisfies Operator[],
);

function isOperator(operator: string): operator is Operator {
  return OPERATORS.has(operator);
}
