package com.example.load;

/** A message of which nothing but the size is known. */
record PlainMessage(int sizeBytes) {}
