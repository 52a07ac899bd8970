"""What is said and when: plain synchronous functions, no messenger, no SQL."""
