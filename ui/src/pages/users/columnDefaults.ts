import type { Column } from "../../ipc/generated/Column";

/** The width of each column in CSS pixels, until the person chooses another. */
export const COLUMN_WIDTHS: Readonly<Record<Column, number>> = {
  login: 190,
  firstName: 150,
  lastName: 160,
  routingProfile: 190,
  securityProfiles: 220,
  hierarchy: 260,
  phoneType: 130,
  phoneNumber: 170,
  autoAccept: 130,
  afterContactWork: 150,
  quickConnects: 160,
  tags: 220,
  lastChanged: 190,
  userId: 330,
};

export const COLUMN_IDS = Object.keys(COLUMN_WIDTHS) as Column[];

export function isColumn(name: string): name is Column {
  return Object.hasOwn(COLUMN_WIDTHS, name);
}
