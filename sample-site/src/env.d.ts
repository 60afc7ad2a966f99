declare namespace App {
  interface Locals {
    /** The town that the site is about. */
    place: string;
  }
}
