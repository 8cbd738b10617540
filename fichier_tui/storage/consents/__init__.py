"""Consents, and what follows from them: may somebody be contacted?"""
