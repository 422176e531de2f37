"""What each command does, once it is run: a module for each file of declarations beside this folder
(`deferred.py` joins them), and what they share."""
