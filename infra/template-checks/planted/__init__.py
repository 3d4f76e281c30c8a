"""Defects: for each rule those that it must refuse, each planted alone."""
