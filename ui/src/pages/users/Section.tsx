import Header from "@cloudscape-design/components/header";
import KeyValuePairs, {
  type KeyValuePairsProps,
} from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { ReactNode } from "react";

interface SectionProps {
  title: string;
  items?: KeyValuePairsProps.Item[];
  columns?: number;
  children?: ReactNode;
}

/** A part of the panel: a heading, what is known by name, and what comes below. */
export function Section({ title, items, columns = 3, children }: SectionProps) {
  return (
    <SpaceBetween size="xs">
      <Header variant="h3">{title}</Header>
      {items !== undefined && (
        <KeyValuePairs columns={columns} minColumnWidth={220} items={items} />
      )}
      {children}
    </SpaceBetween>
  );
}
