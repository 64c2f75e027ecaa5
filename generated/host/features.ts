// Written by `npm run generate` from host/schema/features.schema.json. Do not edit.

/**
 * What `lading features` prints (features.md, features-linux.md).
 */
export interface Features {
  /**
   * Oldest version understood.
   */
  ociVersionMin: string;
  /**
   * Newest version understood.
   */
  ociVersionMax: string;
  /**
   * Hook points.
   */
  hooks?: string[];
  /**
   * Mount options that are not handed to the filesystem.
   */
  mountOptions?: string[];
  /**
   * What only Linux has.
   */
  linux?: {};
  /**
   * Versions of parts.
   */
  annotations?: {
    [k: string]: string;
  };
  /**
   * Annotations that change behaviour.
   */
  potentiallyUnsafeConfigAnnotations?: string[];
  [k: string]: unknown;
}
