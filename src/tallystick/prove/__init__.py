"""PROVE: did the saving come, or would it have come anyway?"""
