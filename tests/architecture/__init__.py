"""The shape of the code, checked: each rule is a function that also meets a bad example here."""
