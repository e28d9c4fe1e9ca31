import type { Column } from "../../ipc/generated/Column";

/** The width of each column in CSS pixels, until the person chooses another. */
export const COLUMN_WIDTHS: Readonly<Record<Column, number>> = {
  login: 170,
  firstName: 120,
  lastName: 120,
  quickConnects: 150,
  routingProfile: 160,
  securityProfiles: 160,
  hierarchy: 200,
  phoneType: 130,
  phoneNumber: 170,
  autoAccept: 130,
  afterContactWork: 150,
  tags: 220,
  lastChanged: 170,
  userId: 330,
};

export const COLUMN_IDS = Object.keys(COLUMN_WIDTHS) as Column[];

export function isColumn(name: string): name is Column {
  return Object.hasOwn(COLUMN_WIDTHS, name);
}
