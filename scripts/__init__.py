"""The commands of the house, and the steps that they are made of."""
