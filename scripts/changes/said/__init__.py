"""What a change says anew, in the words of an office: fields by their names, passages by what was struck and added."""
